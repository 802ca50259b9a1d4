//! `[providers.<name>]`, or `[provider]` for one: how a provider is reached, and for how long it is waited for.

use std::net::SocketAddr;
use std::time::Duration;

use pse_core::model::ProviderName;
use pse_core::net::HostPattern;
use pse_core::net::host_pattern::is_loopback;
use pse_providers::{PROVIDER_KINDS, ProviderKind, Timeouts, kind};
use pse_settings::{Key, Kind, Names, Reported, Section, kinds};
use url::Url;

use super::local_address::local_address;

/// Declares the names that providers may have; `text` says what the section under a name is for.
pub(super) fn names(text: &'static str) -> Names<impl Fn(&str) -> Result<ProviderName, String>> {
    Names {
        parse: |name: &str| {
            name.parse().map_err(|reason| format!("is no name for a provider: {reason}"))
        },
        pattern: "^[A-Za-z0-9]((_?[A-Za-z0-9-])*_?[A-Za-z0-9])?$",
        longest: 40,
        example: ProviderName::DEFAULT,
        text,
    }
}

/// The section of a provider: its protocol, its address, its time-outs and limits.
#[derive(Debug, Clone)]
pub struct ProviderConfig {
    /// The provider's name; `default` in the short form `[provider]`.
    pub name: ProviderName,
    /// The provider's kind: the protocol it speaks.
    pub kind: &'static ProviderKind,
    /// The address of the provider's service.
    pub endpoint: ProviderEndpoint,
    /// The target namespace of the provider's WSDL.
    pub namespace: String,
    /// The time-outs of calls to the provider.
    pub timeouts: Timeouts,
    /// The most creations that run at the provider at once.
    pub max_creates: usize,
    /// The most status questions that run at the provider at once.
    pub max_questions: usize,
    /// The only hosts that buyers may be sent to; any public one where none is named.
    pub bank_hosts: Vec<HostPattern>,
    /// The path of the section that the provider was read from, for messages.
    pub section: String,
}

/// The address of a provider's service: the sandbox inside this process, or a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProviderEndpoint {
    /// The sandbox inside this process, at the address it is bound to.
    Sandbox,
    /// A service at this URL.
    Url(Url),
}

/// The longest time-out that may be configured.
const LONGEST: Duration = Duration::from_secs(600);

impl ProviderConfig {
    /// Reads the provider called `name` from its section, whose path is `path`; `sandbox_on` says whether the sandbox
    /// inside this process runs.
    pub(super) fn read(
        name: ProviderName,
        path: String,
        section: Section<'_>,
        sandbox_on: bool,
    ) -> Result<Self, Reported> {
        let names: Vec<&str> = PROVIDER_KINDS.iter().map(|kind| kind.name).collect();
        let known = names.join(", ");
        let kind = section.or_default(
            Key::new(
                "kind",
                Kind::text(move |text: &str| {
                    kind(text).ok_or_else(|| format!("is no kind of provider; there are: {known}"))
                })
                .rule("enum", names),
                "The protocol the provider speaks",
            ),
            pse_providers::placetopay_soap::KIND.name,
        );
        let endpoint = ProviderEndpoint::read(&section, sandbox_on, kind.as_ref().ok());
        let namespace = section.or_default(
            Key::new(
                "namespace",
                kinds::web_address().as_written(),
                "The target namespace of the service's WSDL; under `…/v11/` it is `https://placetopay.com/soap/pse`",
            ),
            "https://api.placetopay.com/soap/pse",
        );
        let sandboxed = endpoint.as_ref().is_ok_and(ProviderEndpoint::is_sandbox);
        let bank_hosts = section.list(Key::new(
            "bank_hosts",
            Kind::text(move |text: &str| bank_host(text, sandboxed)),
            "The only hosts that buyers are sent to, where it is given: a host, with `:port` on that port only; \
             `.example.co` or `*.example.co` for every host below `example.co`",
        ));
        let time = |name, default, text| {
            section.or_default(Key::new(name, kinds::duration(LONGEST), text), default)
        };
        let connect_timeout = time(
            "connect_timeout",
            "3s",
            "How long connecting to the provider may take; at most 10 minutes",
        );
        let create_timeout = time(
            "create_timeout",
            "20s",
            "How long creating a transaction may take in all; at most 10 minutes",
        );
        let question_timeout = time(
            "question_timeout",
            "10s",
            "How long a bank list or a transaction's state may take in all; at most 10 minutes",
        );
        let number = |name, default, text| {
            section.or_default(Key::new(name, kinds::count(1..=10_000), text), default)
        };
        let max_creates =
            number("max_creates", "64", "Creations asked of the provider at once, 1 to 10000");
        let max_questions = number(
            "max_questions",
            "16",
            "Questions (bank lists, transactions' states) asked of the provider at once, 1 to 10000",
        );
        for (name, whole) in
            [("create_timeout", create_timeout), ("question_timeout", question_timeout)]
        {
            if let (Ok(connect), Ok(whole)) = (connect_timeout, whole)
                && connect > whole
            {
                let reason = format!("is longer than {name}, which it is part of");
                section.refuse("connect_timeout", reason);
            }
        }
        section.close();
        Ok(Self {
            name,
            kind: kind?,
            endpoint: endpoint?,
            namespace: namespace?,
            timeouts: Timeouts {
                connect: connect_timeout?,
                create: create_timeout?,
                question: question_timeout?,
            },
            max_creates: max_creates?,
            max_questions: max_questions?,
            bank_hosts: bank_hosts?.unwrap_or_default(),
            section: path,
        })
    }
}

/// Reads a host that buyers may be sent to; one of this machine or of a private network is a sandbox's only.
fn bank_host(text: &str, sandboxed: bool) -> Result<HostPattern, String> {
    let host: HostPattern = text.parse()?;
    if sandboxed || host.is_public() {
        Ok(host)
    } else {
        Err("is of this machine or of a private network, where no buyer is sent".to_owned())
    }
}

impl ProviderEndpoint {
    /// Reads the address; without one it is the sandbox inside this process, which must be on then and speak the
    /// protocol of the kind, where that could be read.
    fn read(
        section: &Section<'_>,
        sandbox_on: bool,
        kind: Option<&&'static ProviderKind>,
    ) -> Result<Self, Reported> {
        let key = Key::new("endpoint", kinds::web_address(), "Place to Pay's service");
        if let Some(url) = section.optional(key)? {
            return Ok(Self::Url(url));
        }
        if !sandbox_on {
            let reason = "is missing, and the sandbox is off: there is nobody to ask";
            return Err(section.absent("endpoint", reason));
        }
        if let Some(kind) = kind
            && kind.sandbox_path.is_none()
        {
            let reason = format!("is missing, and the sandbox speaks no {}", kind.name);
            return Err(section.absent("endpoint", &reason));
        }
        section.note_default("endpoint", "the sandbox inside");
        Ok(Self::Sandbox)
    }

    /// Whether the provider counts as a sandbox: the one inside this process, or any service on this machine.
    #[must_use]
    pub fn is_sandbox(&self) -> bool {
        match self {
            Self::Sandbox => true,
            Self::Url(url) => url.host().is_some_and(|host| is_loopback(&host)),
        }
    }

    /// Returns the URL of a service of this kind, where `sandbox` is the address of the sandbox inside this process;
    /// `None` when that is needed and missing, or does not speak the kind's protocol.
    #[must_use]
    pub fn url(&self, kind: &ProviderKind, sandbox: Option<SocketAddr>) -> Option<Url> {
        match self {
            Self::Url(url) => Some(url.clone()),
            Self::Sandbox => {
                let (address, path) = (local_address(sandbox?), kind.sandbox_path?);
                Url::parse(&format!("{address}{path}")).ok()
            }
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
            assert_eq!(ProviderEndpoint::Url(url.parse().unwrap()).is_sandbox(), sandbox, "{url}");
        }
        assert!(ProviderEndpoint::Sandbox.is_sandbox());
    }

    #[test]
    fn the_sandbox_inside_is_where_it_was_bound() {
        let soap = pse_providers::placetopay_soap::KIND;
        let address = |bound: &str| {
            let bound = Some(bound.parse().unwrap());
            ProviderEndpoint::Sandbox.url(&soap, bound).unwrap().to_string()
        };
        assert_eq!(address("127.0.0.1:4321"), "http://127.0.0.1:4321/soap/pse/");
        assert_eq!(address("0.0.0.0:4321"), "http://127.0.0.1:4321/soap/pse/");
        assert_eq!(address("[::]:4321"), "http://[::1]:4321/soap/pse/");
        assert_eq!(ProviderEndpoint::Sandbox.url(&soap, None), None);
        let other = ProviderKind { sandbox_path: None, ..soap };
        let bound = Some("127.0.0.1:4321".parse().unwrap());
        assert_eq!(
            ProviderEndpoint::Sandbox.url(&other, bound),
            None,
            "it speaks no such protocol"
        );
    }
}
