// Adyen Web with one bank list, as its documentation embeds it; everything it asks for is answered by the bench.

import { AdyenCheckout, OnlineBankingPL } from "@adyen/adyen-web";
import "@adyen/adyen-web/styles/adyen.css";

// Its page is written with them inside, so that they cost it no request.
import { BANKS } from "./banks.mjs";

const here = `${location.origin}/adyen`;
const issuers = BANKS.map(({ code, name }) => ({ id: code, name }));
const checkout = await AdyenCheckout({
  // Neither test_ nor live_: it talks to nobody but the addresses below.
  clientKey: "bench_OFFLINE",
  environment: "test",
  countryCode: "PL",
  locale: "es-ES",
  amount: { currency: "PLN", value: 106250 },
  analytics: { enabled: false },
  // In its own best case without the frame that looks at the device.
  risk: { enabled: !document.querySelector("[data-lean]") },
  _environmentUrls: { api: `${here}/`, analytics: `${here}/`, cdn: { images: `${here}/images/`, translations: `${here}/translations/`, assets: `${here}/`, css: `${here}/` } },
  paymentMethodsResponse: { paymentMethods: [{ type: "onlineBanking_PL", name: "Online banking", issuers }] },
  onPaymentCompleted() {},
  onPaymentFailed() {},
});
// Without the banks' pictures, which ours does not have and which would be forty requests.
new OnlineBankingPL(checkout, { showImage: false }).mount("#place");
