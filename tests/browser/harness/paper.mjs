// What comes out of a printer.

const MARGIN = { top: "1cm", right: "1cm", bottom: "1cm", left: "1cm" };

/** How many sheets of a format a page takes. */
export async function sheets(page, format) {
  const pdf = await page.pdf({ format, margin: MARGIN });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
}

/** Whether there is any text on the paper. */
export async function isWritten(page) {
  const pdf = await page.pdf({ margin: MARGIN });
  return /\/Type\s*\/Font\b/.test(pdf.toString("latin1"));
}
