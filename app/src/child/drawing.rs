//! A child's drawing: lines as they were drawn, checked, and made into a picture here. Nothing that the tablet
//! sends is ever shown as it came.

use base::Faults;
use host::Problem;
use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use tiny_skia::{LineCap, LineJoin, Paint, PathBuilder, Pixmap, Stroke as Pen, Transform};
use utoipa::ToSchema;

/// How wide the paper is, in its own units.
const WIDTH: i32 = 1000;
/// How high the paper is.
const HEIGHT: i32 = 700;
/// The most lines a drawing has. More than a busy child draws; too few to fill a disk with.
const MOST_STROKES: usize = 400;
/// The most points all lines have together.
const MOST_POINTS: usize = 12_000;

base::choices! {
    /// The crayons.
    pub enum Crayon {
        Black = "black" => "Black",
        Red = "red" => "Red",
        Orange = "orange" => "Orange",
        Yellow = "yellow" => "Yellow",
        Green = "green" => "Green",
        Blue = "blue" => "Blue",
        Purple = "purple" => "Purple",
        Brown = "brown" => "Brown",
    }
}

impl Crayon {
    const fn rgb(self) -> [u8; 3] {
        match self {
            Self::Black => [0x22, 0x2b, 0x2d],
            Self::Red => [0xc7, 0x32, 0x2c],
            Self::Orange => [0xe0, 0x7a, 0x1f],
            Self::Yellow => [0xe6, 0xb8, 0x1e],
            Self::Green => [0x2f, 0x85, 0x4a],
            Self::Blue => [0x24, 0x66, 0xb8],
            Self::Purple => [0x7b, 0x4a, 0xa6],
            Self::Brown => [0x7a, 0x4b, 0x2a],
        }
    }
}

/// One line, from the finger going down to its going up.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Stroke {
    /// With which crayon.
    pub crayon: Crayon,
    /// How thick, in units of the paper.
    #[schema(minimum = 2, maximum = 60)]
    pub width: i32,
    /// The points, each as how far right and how far down, one after the other.
    #[schema(min_items = 2, max_items = 24_000)]
    pub points: Vec<i32>,
}

/// A drawing on paper of 1000 by 700 units.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChildDrawing)]
pub struct Drawing {
    /// The lines, in the order in which they were drawn.
    #[schema(max_items = 400)]
    pub strokes: Vec<Stroke>,
}

impl Drawing {
    /// Whether it is a drawing that can be kept.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::none();
        faults.require(!self.strokes.is_empty(), "/drawing", "Draw something, or skip this page");
        faults.require(
            self.strokes.len() <= MOST_STROKES,
            "/drawing",
            "This drawing has too many lines. Send one with 400 lines or fewer",
        );
        let points: usize = self.strokes.iter().map(|stroke| stroke.points.len() / 2).sum();
        faults.require(
            points <= MOST_POINTS,
            "/drawing",
            "This drawing has too many points. Send one with 12000 points or fewer",
        );
        let fits = self.strokes.iter().all(|stroke| {
            (2..=60).contains(&stroke.width)
                && !stroke.points.is_empty()
                && stroke.points.len().is_multiple_of(2)
                && stroke
                    .points
                    .chunks_exact(2)
                    .all(|point| (0..=WIDTH).contains(&point[0]) && (0..=HEIGHT).contains(&point[1]))
        });
        faults.require(fits, "/drawing", "Keep every line on the paper: 0 to 1000 right and 0 to 700 down");
        faults.none_or_err()
    }

    /// The drawing as SVG, made of numbers and of colours of ours, and of nothing else.
    #[must_use]
    pub fn svg(&self) -> String {
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\">\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\
             <g fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"
        );
        for stroke in &self.strokes {
            let [red, green, blue] = stroke.crayon.rgb();
            let mut path = String::new();
            for (place, point) in stroke.points.chunks_exact(2).enumerate() {
                let letter = if place == 0 { 'M' } else { 'L' };
                // Writing to a String cannot fail.
                let _ = write!(path, "{letter}{} {}", point[0], point[1]);
            }
            if stroke.points.len() == 2 {
                path.push_str("h0");
            }
            let _ = write!(
                svg,
                "<path d=\"{path}\" stroke=\"#{red:02x}{green:02x}{blue:02x}\" stroke-width=\"{}\"/>",
                stroke.width
            );
        }
        svg.push_str("</g></svg>");
        svg
    }

    /// The drawing as a picture.
    pub fn png(&self) -> Result<Vec<u8>, Problem> {
        let size = |side: i32| u32::try_from(side).unwrap_or(0);
        let mut paper =
            Pixmap::new(size(WIDTH), size(HEIGHT)).ok_or_else(|| Problem::broken("no paper to draw on"))?;
        paper.fill(tiny_skia::Color::WHITE);
        for stroke in &self.strokes {
            let [red, green, blue] = stroke.crayon.rgb();
            let mut paint = Paint { anti_alias: true, ..Paint::default() };
            paint.set_color_rgba8(red, green, blue, 255);
            let mut line = PathBuilder::new();
            for (place, point) in stroke.points.chunks_exact(2).enumerate() {
                let (x, y) = (along(point[0]), along(point[1]));
                if place == 0 { line.move_to(x, y) } else { line.line_to(x, y) }
            }
            if let [x, y] = stroke.points[..] {
                // A dot: a line of no length has no ends to round.
                line.line_to(along(x) + 0.1, along(y));
            }
            let pen = Pen {
                width: along(stroke.width),
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                ..Pen::default()
            };
            if let Some(path) = line.finish() {
                paper.stroke_path(&path, &paint, &pen, Transform::identity(), None);
            }
        }
        let mut bytes = Vec::new();
        // The paper is white all over, so no colour is seen through.
        PngEncoder::new(&mut bytes)
            .write_image(paper.data(), size(WIDTH), size(HEIGHT), ExtendedColorType::Rgba8)
            .map_err(Problem::broken)?;
        Ok(bytes)
    }
}

/// A place on the paper. Every one there is fits exactly.
fn along(place: i32) -> f32 {
    f32::from(i16::try_from(place).unwrap_or(i16::MAX))
}

/// What is told where a drawing was sent that is none.
pub(super) fn drawing_unread() -> Problem {
    Problem::field("/drawing", "This drawing cannot be read")
}
