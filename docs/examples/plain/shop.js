// What the shop does with the widget's events: they bubble, so one listener serves every element of the page. They say
// what the buyer sees and prove nothing: what to deliver, the server learns from its webhook.
document.addEventListener("pse:status", ({ detail }) => {
  if (detail.payment_state === "approved") {
    document.getElementById("message").textContent = "Le enviaremos la confirmación por correo.";
  }
});
document.addEventListener("pse:error", ({ detail }) => {
  console.info("pse-checkout:", detail.code);
});
