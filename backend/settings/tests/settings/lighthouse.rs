//! A lighthouse's configuration, with a key of every sort.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use pse_settings::{
    Document, Key, Kind, Names, Outline, Reported, Section, Setting, describe, kinds,
};
use secrecy::SecretString;

/// The whole configuration.
#[derive(Debug)]
pub(crate) struct Lighthouse {
    pub(crate) lamp: Lamp,
    pub(crate) radio: Option<Radio>,
    pub(crate) bells: Vec<Bell>,
    pub(crate) keepers: Vec<Keeper>,
    pub(crate) boat: Option<Boat>,
}

/// `[lamp]`.
#[derive(Debug)]
pub(crate) struct Lamp {
    pub(crate) turn: Duration,
    pub(crate) flashes: usize,
    pub(crate) colour: Colour,
    pub(crate) lit: bool,
    pub(crate) shades: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colour {
    White,
    Red,
}

/// `[radio]`.
#[derive(Debug)]
pub(crate) struct Radio {
    pub(crate) channel: usize,
    pub(crate) codes: Vec<SecretString>,
}

/// `[[bells]]`.
#[derive(Debug)]
pub(crate) struct Bell {
    pub(crate) tone: String,
}

/// `[keepers.<name>]`.
#[derive(Debug)]
pub(crate) struct Keeper {
    pub(crate) name: String,
    pub(crate) pin: SecretString,
    pub(crate) shifts: Vec<Shift>,
}

/// `[keepers.<name>.shifts.<name>]`.
#[derive(Debug)]
pub(crate) struct Shift {
    pub(crate) name: String,
    pub(crate) hours: usize,
}

/// `[boat]`: an engine and its key, or sails, or both.
#[derive(Debug)]
pub(crate) struct Boat {
    pub(crate) has_engine: bool,
    pub(crate) engine: Option<String>,
    pub(crate) key: Option<SecretString>,
    pub(crate) sails: Option<usize>,
}

/// A file with everything required and nothing more.
pub(crate) const LEAST: &str = "[keepers.Old-Tom]\npin = \"1234\"\n";

impl Lighthouse {
    pub(crate) fn read(root: &Section<'_>) -> Result<Self, Reported> {
        let lamp = root.section("lamp", "What ships see").and_then(Lamp::read);
        let radio = root
            .section_if_given("radio", "What ships hear")
            .and_then(|radio| radio.map(Radio::read).transpose());
        let bells = root.sections("bells", "What ships hear in fog", Bell::read);
        let keepers = root.section("keepers", "Who keeps the light");
        let keepers = keepers.and_then(|section| {
            let keepers = section.named(&names("One keeper"), Keeper::read);
            keepers.failed.map_or(Ok(keepers.read), Err)
        });
        let boat = root
            .section_if_given("boat", "What keepers come in")
            .and_then(|boat| boat.map(Boat::read).transpose());
        Ok(Self { lamp: lamp?, radio: radio?, bells: bells?, keepers: keepers?, boat: boat? })
    }
}

fn names(text: &'static str) -> Names<impl Fn(&str) -> Result<String, String>> {
    Names {
        parse: |name: &str| match name {
            "" => Err("is nobody's name".to_owned()),
            name if name.contains(' ') => Err("is more than one name".to_owned()),
            name => Ok(name.to_owned()),
        },
        pattern: "^[^ ]+$",
        longest: 20,
        example: "tom",
        text,
    }
}

impl Lamp {
    fn read(section: Section<'_>) -> Result<Self, Reported> {
        const COLOURS: &[(&str, Colour)] = &[("white", Colour::White), ("red", Colour::Red)];
        let hour = Duration::from_secs(3_600);
        let turn = section
            .or_default(Key::new("turn", kinds::duration(hour), "How long one turn takes"), "30s");
        let flashes = section
            .or_default(Key::new("flashes", kinds::count(1..=20), "Flashes in one turn"), "2");
        let colour = section
            .or_default(Key::new("colour", kinds::one_of(COLOURS), "Colour of the light"), "white");
        let lit = section.or_derived(
            Key::new("lit", kinds::switch(), "Whether the lamp burns"),
            "`true` with more than one flash, else `false`",
            &flashes.is_ok_and(|flashes| flashes > 1).to_string(),
        );
        let shade = Kind::text(|text| text.parse::<u8>().map_err(|_| "is no shade".to_owned()));
        let shades = section.list(Key::new("shades", shade, "Which glasses are shaded"));
        section.close();
        Ok(Self {
            turn: turn?,
            flashes: flashes?,
            colour: colour?,
            lit: lit?,
            shades: shades?.unwrap_or_default(),
        })
    }
}

impl Radio {
    fn read(section: Section<'_>) -> Result<Self, Reported> {
        let channel =
            section.required(Key::new("channel", kinds::count(1..=99), "Channel listened on"));
        let code = || kinds::text_up_to(8);
        let codes = section.secret_or_secrets(
            Key::new("code", code(), "The code of the day"),
            Key::new("codes", code(), "The codes of the days to come"),
        );
        section.close();
        Ok(Self { channel: channel?, codes: codes? })
    }
}

impl Bell {
    fn read(section: Section<'_>) -> Result<Self, Reported> {
        let tone = section.required(Key::new("tone", kinds::text_up_to(3), "How it sounds"));
        section.close();
        Ok(Self { tone: tone? })
    }
}

impl Keeper {
    fn read(name: String, section: Section<'_>) -> Result<Self, Reported> {
        let pin = section.required_secret(Key::new("pin", kinds::text_up_to(6), "Opens the door"));
        let shifts = section.section("shifts", "When the keeper is awake").and_then(|section| {
            let shifts = section.named(&names("One shift"), Shift::read);
            shifts.failed.map_or(Ok(shifts.read), Err)
        });
        section.close();
        Ok(Self { name, pin: pin?, shifts: shifts? })
    }
}

impl Shift {
    fn read(name: String, section: Section<'_>) -> Result<Self, Reported> {
        let hours = section.required(Key::new("hours", kinds::count(1..=12), "How long it is"));
        section.close();
        Ok(Self { name, hours: hours? })
    }
}

impl Boat {
    fn read(section: Section<'_>) -> Result<Self, Reported> {
        let engine = section.optional(Key::new("engine", kinds::text_up_to(9), "What drives it"));
        let key = section.secret(Key::new("key", kinds::text_up_to(9), "Starts the engine"));
        let sails = section.optional(Key::new("sails", kinds::count(1..=9), "How many it has"));
        let has_engine = section.all_or_other(&["engine", "key"], "sails");
        section.close();
        Ok(Self { has_engine: has_engine?, engine: engine?, key: key?, sails: sails? })
    }
}

pub(crate) fn outline() -> Outline {
    describe(Lighthouse::read)
}

/// What an operator writes, in a folder that is gone afterwards.
pub(crate) struct Written {
    folder: PathBuf,
    variables: Vec<(String, String)>,
}

impl Written {
    /// The file `app.toml`.
    pub(crate) fn file(text: &str) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("settings-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder, variables: Vec::new() }.and_file("app.toml", text)
    }

    pub(crate) fn and_file(self, name: &str, text: &str) -> Self {
        std::fs::write(self.folder.join(name), text).unwrap();
        self
    }

    pub(crate) fn and(mut self, variable: &str, value: &str) -> Self {
        self.variables.push((variable.to_owned(), value.to_owned()));
        self
    }

    /// Sets who may reach one of the files.
    pub(crate) fn set_mode(&self, name: &str, mode: u32) {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
        std::fs::set_permissions(self.folder.join(name), mode).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// What was read, and what each key came to.
    pub(crate) fn read(&self) -> (Lighthouse, Vec<Setting>) {
        self.try_read().map_err(|mistakes| mistakes.join("\n")).unwrap()
    }

    /// Every mistake, a line each; the folder's name is taken out.
    pub(crate) fn mistakes(&self) -> Vec<String> {
        self.try_read().expect_err("a mistake")
    }

    pub(crate) fn try_read(&self) -> Result<(Lighthouse, Vec<Setting>), Vec<String>> {
        let folder = format!("{}/", self.folder.display());
        let mut document = Document::in_file(&self.folder.join("app.toml"));
        if let Ok(document) = &mut document {
            document.overlay("APP__", self.variables.clone(), &outline());
        }
        let read = document.and_then(|document| document.read(Lighthouse::read));
        read.map_err(|errors| {
            errors.0.iter().map(|error| error.to_string().replace(&folder, "")).collect()
        })
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}
