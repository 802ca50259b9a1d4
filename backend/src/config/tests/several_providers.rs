//! Several providers, each under a name, and the sites that choose among them.

use pse_providers::PROVIDER_KINDS;
use secrecy::ExposeSecret as _;

use crate::config::{Config, ProviderEndpoint};
use crate::test_support::test_config::{REAL, TestConfig, credentials};

/// A site's sections but for what it has to do with providers, from line 8 on.
fn site() -> String {
    let (_, keys) = REAL.split_once("tran_key = \"a-secret-of-the-merchant\"\n").unwrap();
    format!("[sites.shop]\n{keys}")
}

/// Two real providers, `old` and `new`, and a site with these lines at its beginning.
fn two(of_the_site: &str) -> String {
    let site = site().replace("[sites.shop]\n", &format!("[sites.shop]\n{of_the_site}"));
    format!(
        "[server]\npublic_url = \"https://pagos.example.co\"\n\
         [providers.old]\nendpoint = \"https://old.example.com/\"\n\
         [providers.new]\nendpoint = \"https://new.example.com/\"\n\n{site}"
    )
}

const BOTH: &str = "credentials.old = { login = \"at-old\", tran_key = \"secret-old\" }\n\
                    credentials.new = { login = \"at-new\", tran_key = \"secret-new\" }\n";

fn logins(config: &Config) -> Vec<String> {
    let all = config.sites.first().credentials.iter();
    all.map(|(name, of)| format!("{name}: {}", of.login.expose_secret())).collect()
}

#[test]
fn each_site_chooses_its_provider_and_keeps_what_it_has_from_the_other() {
    let agency = site()
        .replace("[sites.shop]\n", &format!("[sites.agency]\nprovider = \"old\"\n{BOTH}"))
        .replace("sk_live", "sk_agency");
    let file = format!("{}{agency}", two(&format!("provider = \"new\"\n{BOTH}")));
    let config = TestConfig::file(&file).config();
    let names: Vec<_> = config.providers.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["old", "new"]);
    assert!(config.providers.only().is_none());
    let shop = config.sites.get("shop").unwrap();
    let agency = config.sites.get("agency").unwrap();
    assert_eq!((shop.provider.as_str(), agency.provider.as_str()), ("new", "old"));
    assert_eq!(credentials(shop).login.expose_secret(), "at-new");
    assert_eq!(credentials(agency).tran_key.expose_secret(), "secret-old");
    assert_eq!(logins(&config), ["new: at-new", "old: at-old"]);
}

#[test]
fn the_only_provider_need_not_be_named() {
    let file = format!("{REAL}provider = \"default\"");
    assert_eq!(TestConfig::file(&file).config().sites.first().provider.as_str(), "default");
    let file = REAL.replace("[provider]", "[providers.new]").replace(
        "login = \"0123456789abcdef0123456789abcdef\"\ntran_key",
        "credentials.new.login = \"at-new\"\ncredentials.new.tran_key",
    );
    let config = TestConfig::file(&file).config();
    assert_eq!(config.sites.first().provider.as_str(), "new");
    assert_eq!(logins(&config), ["new: at-new"]);
}

#[test]
fn one_of_several_must_be_named() {
    assert_eq!(
        TestConfig::file(&two(BOTH)).mistakes(),
        ["pse.toml:8: sites.shop.provider: is missing, and there are several: old, new"]
    );
}

#[test]
fn an_unknown_provider_is_told_the_known_ones() {
    assert_eq!(
        TestConfig::file(&two(&format!("provider = \"other\"\n{BOTH}"))).mistakes(),
        ["pse.toml:9: sites.shop.provider: is not configured; there are: old, new"]
    );
    let mistakes = TestConfig::file(&two(&format!("provider = \"a b\"\n{BOTH}"))).mistakes();
    assert!(
        mistakes[0].starts_with("pse.toml:9: sites.shop.provider: \"a b\" a provider's name has"),
        "{mistakes:?}"
    );
}

#[test]
fn credentials_are_of_configured_providers() {
    let third = "credentials.third = { login = \"x\", tran_key = \"y\" }\n";
    assert_eq!(
        TestConfig::file(&two(&format!("provider = \"new\"\n{BOTH}{third}"))).mistakes(),
        ["pse.toml:12: sites.shop.credentials.third: is of the provider third, which is not \
             configured; there are: old, new"]
    );
    let both_wrong = format!("provider = \"other\"\n{third}");
    assert_eq!(TestConfig::file(&two(&both_wrong)).mistakes().len(), 2);
}

#[test]
fn a_site_has_credentials_of_its_provider() {
    let old_alone = "provider = \"new\"\ncredentials.old = { login = \"x\", tran_key = \"y\" }\n";
    assert_eq!(
        TestConfig::file(&two(old_alone)).mistakes(),
        ["pse.toml:8: sites.shop.credentials.new: is missing"]
    );
    let half = format!("{BOTH}provider = \"new\"\n").replace(", tran_key = \"secret-new\"", "");
    assert_eq!(
        TestConfig::file(&two(&half)).mistakes(),
        ["pse.toml:10: sites.shop.credentials.new.tran_key: is missing"]
    );
}

#[test]
fn the_short_form_is_for_the_provider_called_default() {
    let short = "provider = \"new\"\nlogin = \"x\"\ntran_key = \"y\"\n";
    assert_eq!(
        TestConfig::file(&two(&format!("{short}{BOTH}"))).mistakes(),
        ["pse.toml:10: sites.shop.login: is of the provider default, which is not configured; \
             there are: old, new"]
    );
    let file = two(&format!("{short}{BOTH}"))
        .replace("providers.old", "providers.default")
        .replace("credentials.old = { login = \"at-old\", tran_key = \"secret-old\" }\n", "");
    assert_eq!(logins(&TestConfig::file(&file).config()), ["default: x", "new: at-new"]);
}

#[test]
fn half_a_short_form_is_a_mistake_also_beside_whole_credentials() {
    let file = two(&format!("provider = \"new\"\ntran_key = \"y\"\n{BOTH}"));
    assert_eq!(TestConfig::file(&file).mistakes(), ["pse.toml:8: sites.shop.login: is missing"]);
}

#[test]
fn both_forms_at_once_are_refused() {
    let (_, rest) = REAL.split_once("[provider]").unwrap();
    let file = format!(
        "[providers.new]\nendpoint = \"https://new.example.com/\"\n[server]\npublic_url = \"https://pagos.example.co\"\n[provider]{rest}"
    );
    assert_eq!(
        TestConfig::file(&file).mistakes(),
        ["pse.toml:5: provider: is the short form of one provider, beside [providers.<name>]; \
             write it as [providers.default]"]
    );
    let by_variable = two(&format!("provider = \"new\"\n{BOTH}"));
    let mistakes = TestConfig::file(&by_variable).and("PSE__PROVIDER__MAX_CREATES", "5").mistakes();
    assert!(
        mistakes[0].starts_with("PSE__PROVIDER__MAX_CREATES: provider: is the short form"),
        "{mistakes:?}"
    );
    let twice = format!("{REAL}credentials.default = {{ login = \"x\", tran_key = \"y\" }}");
    assert_eq!(
        TestConfig::file(&twice).mistakes(),
        ["pse.toml:9: sites.shop.login: is given as well as credentials.default; keep one of them"]
    );
}

#[test]
fn a_mistake_in_one_form_does_not_make_the_other_unknown() {
    let file = format!("{REAL}[providers]\nnew = 5");
    assert_eq!(
        TestConfig::file(&file).mistakes()[0],
        "pse.toml:5: provider: is the short form of one provider, beside [providers.<name>]; \
         write it as [providers.default]"
    );
    assert_eq!(
        TestConfig::file(&format!("providers = 5\n{REAL}")).mistakes(),
        ["pse.toml:1: providers: must be a section, not a number"]
    );
}

#[test]
fn a_provider_is_named_as_a_site_is() {
    let file = two("").replace("providers.old", "providers.\"a b\"");
    let mistakes = TestConfig::file(&file).mistakes();
    assert!(
        mistakes[0].starts_with("pse.toml:3: providers.a b: is no name for a provider: "),
        "{mistakes:?}"
    );
}

#[test]
fn an_unknown_kind_is_told_the_known_ones() {
    let known: Vec<_> = PROVIDER_KINDS.iter().map(|kind| kind.name).collect();
    assert!(known.contains(&"placetopay-soap"), "{known:?}");
    let known = known.join(", ");
    assert_eq!(
        TestConfig::file("[provider]\nkind = \"carrier-pigeon\"").mistakes(),
        [format!(
            "pse.toml:2: provider.kind: \"carrier-pigeon\" is no kind of provider; there are: {known}"
        )]
    );
    let known = TestConfig::file("[providers.new]\nkind = \"placetopay-soap\"").config();
    assert_eq!(known.providers.only().unwrap().kind.name, "placetopay-soap");
}

#[test]
fn all_of_it_may_come_from_variables() {
    let config = TestConfig::nothing()
        .and("PSE__SERVER__PUBLIC_URL", "https://pagos.example.co")
        .and("PSE__PROVIDERS__OLD__ENDPOINT", "https://old.example.com/")
        .and("PSE__PROVIDERS__NEW__ENDPOINT", "https://new.example.com/")
        .and("PSE__PROVIDERS__NEW__MAX_CREATES", "5")
        .and("PSE__SITES__SHOP__PROVIDER", "new")
        .and("PSE__SITES__SHOP__CREDENTIALS__OLD__LOGIN", "at-old")
        .and("PSE__SITES__SHOP__CREDENTIALS__OLD__TRAN_KEY", "secret-old")
        .and("PSE__SITES__SHOP__CREDENTIALS__NEW__LOGIN", "at-new")
        .and("PSE__SITES__SHOP__CREDENTIALS__NEW__TRAN_KEY", "secret-new")
        .and("PSE__SITES__SHOP__API_KEYS", "sk_live_0123456789a")
        .and("PSE__SITES__SHOP__RETURN_HOSTS", "tienda.example.co")
        .and("PSE__SITES__SHOP__MERCHANT__NAME", "Tienda")
        .and("PSE__SITES__SHOP__MERCHANT__NIT", "900123456")
        .and("PSE__SITES__SHOP__MERCHANT__PHONE", "6024567890")
        .and("PSE__SITES__SHOP__MERCHANT__EMAIL", "pagos@example.co")
        .config();
    let new = config.providers.get(&"new".parse().unwrap()).unwrap();
    assert_eq!(new.endpoint, ProviderEndpoint::Url("https://new.example.com/".parse().unwrap()));
    assert_eq!(new.max_creates, 5);
    assert_eq!(credentials(config.sites.first()).login.expose_secret(), "at-new");
    assert_eq!(logins(&config), ["new: at-new", "old: at-old"]);
}

#[test]
fn without_an_address_each_is_the_sandbox_inside_unless_that_is_off() {
    let config = TestConfig::file("[providers.one]\n[providers.two]\n").config();
    assert!(config.sandbox.is_some() && config.is_sandboxed());
    let file = "[sandbox]\nenabled = false\n[providers.one]\n[providers.two]\n\
                endpoint = \"http://127.0.0.1:9/\"\n";
    assert_eq!(
        TestConfig::file(file).mistakes(),
        [
            "pse.toml:3: providers.one.endpoint: is missing, and the sandbox is off: there is nobody to ask"
        ]
    );
}

#[test]
fn the_demo_is_known_to_every_provider_and_pays_through_the_first() {
    let written = TestConfig::file("[providers.one]\n[providers.two]\n");
    let config = written.config();
    let demo = config.sites.first();
    assert!(config.demo.is_some());
    assert_eq!(demo.provider.as_str(), "one");
    assert_eq!(demo.credentials.len(), 2);
    let other = written.and("PSE__SITES__DEMO__PROVIDER", "two").config();
    assert_eq!(other.sites.first().provider.as_str(), "two");
    assert!(other.demo.is_some());
    let alone = TestConfig::file("[providers.one]\n").config();
    assert_eq!(alone.sites.first().provider.as_str(), "one");
}
