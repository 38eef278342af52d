//! A picture, made anew from its pixels: the place and time in a photograph, the name of its camera, comments,
//! small copies of what it was before it was cropped, and whatever hangs on behind are not pixels.

use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
    },
};
use std::io::Cursor;

/// The most pixels a picture may have: more than the cameras of telephones make in 8 MB.
const MOST_PIXELS: u64 = 50_000_000;
/// The longest side a picture may have, in pixels.
const LONGEST_SIDE: u32 = 20_000;
/// What decoding a picture may take of the memory, in bytes.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;

const TOO_LARGE: &str = "Choose a picture of at most 50 million pixels, or take it again at a smaller size";
const UNREADABLE: &str = "This picture cannot be read. Open it, save it anew as JPEG or PNG, and send that";
const NOT_SMALL: &str = "Choose a smaller picture: a JPEG of at most 8 MB is best";

/// A photograph, turned as it should be seen.
pub(super) fn jpeg_anew(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let picture = pixels(bytes, ImageFormat::Jpeg)?;
    let picture = match picture {
        grey @ DynamicImage::ImageLuma8(_) => grey,
        other => DynamicImage::ImageRgb8(other.into_rgb8()),
    };
    // What a telephone made with care comes out a little larger here than it was.
    for quality in [90, 80, 65] {
        let mut made = Vec::new();
        picture
            .write_with_encoder(JpegEncoder::new_with_quality(&mut made, quality))
            .map_err(|_| UNREADABLE)?;
        if made.len() <= super::MOST_BYTES {
            return Ok(made);
        }
    }
    Err(NOT_SMALL)
}

/// A picture without loss.
pub(super) fn png_anew(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let mut made = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut made, CompressionType::Default, FilterType::Adaptive);
    pixels(bytes, ImageFormat::Png)?.write_with_encoder(encoder).map_err(|_| UNREADABLE)?;
    Ok(made)
}

/// What can be seen. How large it says it is is read first: a few bytes can say that they are a picture as
/// large as a field, and would fill the memory.
fn pixels(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, &'static str> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(words)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(TOO_LARGE);
    }
    // A photograph taken with the telephone on its side says so beside the pixels.
    let orientation = decoder.orientation().map_err(words)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(words)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn words(error: image::ImageError) -> &'static str {
    match error {
        image::ImageError::Limits(_) => TOO_LARGE,
        _ => UNREADABLE,
    }
}
