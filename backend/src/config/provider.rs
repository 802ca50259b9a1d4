//! `[provider]`: how Place to Pay is reached, and for how long it is waited for.

use std::net::SocketAddr;
use std::time::Duration;

use url::Url;

use super::Source;
use super::addresses::{count, local_address, web};
use super::duration::duration;
use super::reader::Reported;
use super::section::{Form, Section};
use super::sites::host_pattern::is_loopback;

/// `[provider]`.
#[derive(Debug, Clone)]
pub struct ProviderConfig {
    /// Where the service is.
    pub endpoint: Endpoint,
    /// The target namespace of its WSDL.
    pub namespace: String,
    /// For a connection.
    pub connect_timeout: Duration,
    /// For a creation, in all.
    pub create_timeout: Duration,
    /// For a bank list or a question, in all.
    pub question_timeout: Duration,
    /// How many creations at once.
    pub max_creates: usize,
    /// How many questions at once.
    pub max_questions: usize,
}

/// Where the provider's service is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Endpoint {
    /// The sandbox inside this process, wherever it is bound
    /// (see [`super::Config::bound_to`]).
    Sandbox,
    /// There.
    Url(Url),
}

const LONGEST: Duration = Duration::from_secs(600);

impl ProviderConfig {
    /// `sandbox` is whether the sandbox inside this process is on.
    pub(super) fn read(section: Section<'_>, sandbox: bool) -> Result<Self, Reported> {
        let endpoint = Endpoint::read(&section, sandbox);
        let namespace = section.or_default(
            "namespace",
            "https://api.placetopay.com/soap/pse",
            Form::Text,
            |text| web(text).map(|_| text.to_owned()),
        );
        let time = |key, default| section.or_default(key, default, Form::Number, duration(LONGEST));
        let connect_timeout = time("connect_timeout", "3s");
        let create_timeout = time("create_timeout", "20s");
        let question_timeout = time("question_timeout", "10s");
        let number =
            |key, default| section.or_default(key, default, Form::Number, count(1..=10_000));
        let max_creates = number("max_creates", "64");
        let max_questions = number("max_questions", "16");
        for (name, whole) in
            [("create_timeout", create_timeout), ("question_timeout", question_timeout)]
        {
            if let (Ok(connect), Ok(whole)) = (connect_timeout, whole)
                && connect > whole
            {
                let reason = format!("is longer than {name}, which it is part of");
                section.reader.report_setting(&section.path_of("connect_timeout"), reason);
            }
        }
        section.close();
        Ok(Self {
            endpoint: endpoint?,
            namespace: namespace?,
            connect_timeout: connect_timeout?,
            create_timeout: create_timeout?,
            question_timeout: question_timeout?,
            max_creates: max_creates?,
            max_questions: max_questions?,
        })
    }
}

impl Endpoint {
    fn read(section: &Section<'_>, sandbox: bool) -> Result<Self, Reported> {
        if let Some(url) = section.optional("endpoint", Form::Text, web)? {
            return Ok(Self::Url(url));
        }
        if sandbox {
            let shown = "the sandbox inside".to_owned();
            section.reader.note("provider.endpoint", shown, &Source::Default);
            return Ok(Self::Sandbox);
        }
        let reason = "is missing, and the sandbox is off: there is nobody to ask";
        Err(section.reader.report(&section.source, "provider.endpoint", reason.to_owned()))
    }

    /// Whether it counts as a sandbox: the one inside, or anything on this machine,
    /// whoever plays it.
    #[must_use]
    pub fn is_sandbox(&self) -> bool {
        match self {
            Self::Sandbox => true,
            Self::Url(url) => url.host().is_some_and(|host| is_loopback(&host)),
        }
    }

    /// Its address, when the sandbox inside is bound to `sandbox`; `None` when that is
    /// needed and missing.
    #[must_use]
    pub fn url(&self, sandbox: Option<SocketAddr>) -> Option<Url> {
        match self {
            Self::Url(url) => Some(url.clone()),
            Self::Sandbox => Url::parse(&format!("{}/soap/pse/", local_address(sandbox?))).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_counts_as_a_sandbox() {
        for (url, sandbox) in [
            ("http://127.0.0.1:9/soap/pse/", true),
            ("https://localhost/", true),
            ("http://[::1]:9/", true),
            ("http://127.1/", true),
            ("https://test.placetopay.com/soap/pse/", false),
            ("http://10.0.0.1/", false),
            ("http://localhost.example.co/", false),
            ("http://0.0.0.0/", false),
        ] {
            assert_eq!(Endpoint::Url(url.parse().unwrap()).is_sandbox(), sandbox, "{url}");
        }
        assert!(Endpoint::Sandbox.is_sandbox());
    }

    #[test]
    fn the_sandbox_inside_is_where_it_was_bound() {
        let address =
            |bound: &str| Endpoint::Sandbox.url(Some(bound.parse().unwrap())).unwrap().to_string();
        assert_eq!(address("127.0.0.1:4321"), "http://127.0.0.1:4321/soap/pse/");
        assert_eq!(address("0.0.0.0:4321"), "http://127.0.0.1:4321/soap/pse/");
        assert_eq!(address("[::]:4321"), "http://[::1]:4321/soap/pse/");
        assert_eq!(Endpoint::Sandbox.url(None), None);
    }
}
