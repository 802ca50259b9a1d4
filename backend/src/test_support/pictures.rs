//! Pictures, of little more than what says how large they are, and their ends.

/// A PNG.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(),
        &size,
        b"\x08\x06\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82",
    ]
    .concat()
}

/// A JPEG.
pub(crate) fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
    [
        b"\xff\xd8\xff\xc0\0\x11\x08".as_slice(),
        &size,
        b"\x03\x01\x11\0\x02\x11\x01\x03\x11\x01",
        b"\xff\xda\0\x02\xff\xd9",
    ]
    .concat()
}

/// A WebP.
pub(crate) fn webp(width: u32, height: u32) -> Vec<u8> {
    let side = |length: u32| (length - 1).to_le_bytes()[..3].to_vec();
    let size = [side(width), side(height)].concat();
    [b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".as_slice(), &size].concat()
}
