//! Where a redirect leads, told without what may be secret.

use url::Url;

/// The most characters of an address that are told.
const LONGEST: usize = 200;

/// Where a redirect of `endpoint` leads: scheme, host, port and path. User, query, fragment and a path's parameters are
/// left out; `…` says that something was.
pub(super) fn leads_to(endpoint: &Url, location: Option<&str>) -> String {
    let Some(location) = location else { return "an address that was not told".to_owned() };
    let Ok(url) = endpoint.join(location.trim()) else {
        return "an address that is none".to_owned();
    };
    if !matches!(url.scheme(), "http" | "https") {
        return format!("{}:…", url.scheme());
    }
    let path: Vec<_> = url.path().split('/').map(|part| part.split(';').next()).collect();
    let path: Vec<_> = path.into_iter().flatten().collect();
    let told = format!("{}{}", url.origin().ascii_serialization(), path.join("/"));
    let cut: String = told.chars().take(LONGEST).collect();
    let whole = cut == url.as_str();
    if whole { cut } else { format!("{cut}…") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scheme_host_and_path_are_told_and_the_rest_is_not() {
        let endpoint = "http://api.example.co/soap/pse/?wsdl".parse().unwrap();
        for (location, told) in [
            ("https://api.example.co/soap/pse/", "https://api.example.co/soap/pse/"),
            ("https://b.example.co:8443/x?token=hush#hush", "https://b.example.co:8443/x…"),
            ("https://hush:hush@b.example.co/", "https://b.example.co/…"),
            ("/login;jsessionid=hush?next=hush", "http://api.example.co/login…"),
            ("../v2/", "http://api.example.co/soap/v2/"),
            ("?hush", "http://api.example.co/soap/pse/…"),
            ("//b.example.co", "http://b.example.co/"),
            ("javascript:alert('hush')", "javascript:…"),
            ("data:text/plain,hush", "data:…"),
            ("http://[hush", "an address that is none"),
        ] {
            assert_eq!(leads_to(&endpoint, Some(location)), told, "{location}");
        }
        assert_eq!(leads_to(&endpoint, None), "an address that was not told");
        let long = format!("/{}", "x".repeat(10_000));
        assert_eq!(leads_to(&endpoint, Some(&long)).chars().count(), LONGEST + 1);
    }
}
