//! `merchant.logo`: a merchant's picture on the service's own pages, read and judged when the service starts.

use std::path::Path;

use bytes::Bytes;
use data_encoding::HEXLOWER;
use imagesize::ImageType;
use sha2::{Digest, Sha256};

/// The longest file, bytes: a page is as fast as its picture.
const LONGEST: u64 = 200_000;
/// The largest width and height, pixels.
const LARGEST: usize = 2_000;

/// A merchant's picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// The file's name as it is served, which carries its hash.
    pub name: String,
    /// The `Content-Type`.
    pub kind: &'static str,
    /// The file.
    pub bytes: Bytes,
    /// The width in pixels.
    pub width: usize,
    /// The height in pixels.
    pub height: usize,
}

impl Logo {
    /// Reads the picture in a file.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let length = std::fs::metadata(path).map_err(|error| unreadable(&error))?.len();
        if length > LONGEST {
            return Err(format!("has {length} bytes, more than {LONGEST}"));
        }
        Self::of(std::fs::read(path).map_err(|error| unreadable(&error))?.into())
    }

    /// Takes a picture for what its bytes say it is, whatever the file is called.
    fn of(bytes: Bytes) -> Result<Self, String> {
        let (kind, ending) = match imagesize::image_type(&bytes) {
            Ok(ImageType::Png) => ("image/png", "png"),
            Ok(ImageType::Jpeg) => ("image/jpeg", "jpg"),
            Ok(ImageType::Webp) => ("image/webp", "webp"),
            Ok(_) | Err(_) => return Err("is no picture in PNG, JPEG or WebP".to_owned()),
        };
        let size = imagesize::blob_size(&bytes).ok().filter(|_| is_whole(&bytes));
        let size = size.ok_or_else(|| "is a picture that is cut short".to_owned())?;
        let (width, height) = (size.width, size.height);
        if !(1..=LARGEST).contains(&width) || !(1..=LARGEST).contains(&height) {
            return Err(format!("has {width} × {height} pixels, not 1 to {LARGEST} each"));
        }
        let hash = HEXLOWER.encode(&Sha256::digest(&bytes));
        let name = format!("logo-{}.{ending}", hash.get(..12).unwrap_or(&hash));
        Ok(Self { name, kind, bytes, width, height })
    }
}

/// Whether a PNG, JPEG or WebP has its end: what a copy that broke off lacks.
fn is_whole(picture: &[u8]) -> bool {
    let last = |mark: &[u8], within: &[u8]| within.windows(mark.len()).rposition(|at| at == mark);
    match picture {
        // The last chunk, with its check sum.
        [0x89, ..] => last(b"IEND\xaeB`\x82", picture).is_some(),
        // How long all the rest is.
        [b'R', b'I', b'F', b'F', a, b, c, d, rest @ ..] => {
            usize::try_from(u32::from_le_bytes([*a, *b, *c, *d]))
                .is_ok_and(|long| rest.len() >= long)
        }
        // The end after the last scan: a small picture within it has an end, too.
        _ => last(b"\xff\xda", picture)
            .and_then(|scan| picture.get(scan..))
            .is_some_and(|scan| last(b"\xff\xd9", scan).is_some()),
    }
}

fn unreadable(error: &std::io::Error) -> String {
    format!("can't be read: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::pictures::{jpeg, png, webp};

    fn of(bytes: impl Into<Bytes>) -> Result<Logo, String> {
        Logo::of(bytes.into())
    }

    #[test]
    fn a_picture_is_what_its_bytes_say_and_keeps_its_size() {
        for (bytes, kind, ending) in [
            (png(300, 80), "image/png", ".png"),
            (jpeg(300, 80), "image/jpeg", ".jpg"),
            (webp(300, 80), "image/webp", ".webp"),
        ] {
            let logo = of(bytes).unwrap();
            assert_eq!((logo.kind, logo.width, logo.height), (kind, 300, 80));
            assert!(logo.name.starts_with("logo-") && logo.name.ends_with(ending), "{}", logo.name);
        }
        assert_ne!(of(png(300, 80)).unwrap().name, of(png(301, 80)).unwrap().name);
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_told() {
        let cut = |mut bytes: Vec<u8>| {
            bytes.pop();
            bytes
        };
        // A whole small picture before it, as cameras write one.
        let thumbnail = [b"\xff\xd8\xff\xe1\0\x1d".as_slice(), &jpeg(9, 9)].concat();
        for (bytes, reason) in [
            (b"<svg onload='x'/>".to_vec(), "is no picture in PNG, JPEG or WebP"),
            (b"GIF89a\x01\0\x01\0".to_vec(), "is no picture in PNG, JPEG or WebP"),
            (Vec::new(), "is no picture in PNG, JPEG or WebP"),
            (png(300, 80)[..18].to_vec(), "is a picture that is cut short"),
            (cut(png(300, 80)), "is a picture that is cut short"),
            (cut(jpeg(300, 80)), "is a picture that is cut short"),
            (cut(webp(300, 80)), "is a picture that is cut short"),
            ([&thumbnail, &cut(jpeg(300, 80))[2..]].concat(), "is a picture that is cut short"),
            (png(2001, 80), "has 2001 × 80 pixels, not 1 to 2000 each"),
            (png(80, 0), "has 80 × 0 pixels, not 1 to 2000 each"),
        ] {
            assert_eq!(of(bytes).unwrap_err(), reason);
        }
        let nowhere = Path::new("/nowhere/logo.png");
        assert!(Logo::read(nowhere).unwrap_err().contains("can't be read"));
    }
}
