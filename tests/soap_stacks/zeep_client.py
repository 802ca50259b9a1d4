"""Calls the service at the WSDL's address with zeep: all four operations, and what is refused.

Prints one JSON object; `raw` holds the replies as they came.
"""

import datetime
import hashlib
import json
import sys

import zeep
from zeep.helpers import serialize_object
from zeep.plugins import HistoryPlugin

LOGIN, SECRET = "6dd490faf9cb87a9862245da41170ff2", "024h1IlD"


def authentication(login=LOGIN):
    seed = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
    proof = hashlib.sha1((seed + SECRET).encode()).hexdigest()
    return {"login": login, "tranKey": proof, "seed": seed, "additional": {"item": []}}


def person(**changes):
    return {
        "documentType": "CC",
        "document": "1144093521",
        "firstName": "Sofía",
        "lastName": "Ñáñez & Peña",
        "emailAddress": "sofia@example.co",
        "mobile": "3004567890",
        **changes,
    }


def transaction(reference, **changes):
    return {
        "bankCode": "9001",
        "bankInterface": "0",
        "returnURL": "http://127.0.0.1/gracias?a=1&b=2",
        "reference": reference,
        "description": "Compra <con zeep>",
        "language": "ES",
        "currency": "COP",
        "totalAmount": 12345.6,
        "taxAmount": 0.0,
        "devolutionBase": 0.0,
        "tipAmount": 0.0,
        "payer": person(),
        "buyer": person(),
        "shipping": person(),
        "ipAddress": "127.0.0.1",
        "userAgent": "zeep",
        "additionalData": {"item": [{"name": "canal", "value": "web"}]},
        **changes,
    }


def credit(service, amount):
    return {
        "entityCode": "90029922801",
        "serviceCode": service,
        "amountValue": amount,
        "taxValue": 0.0,
        "description": "Parte",
    }


def main(wsdl, reference):
    history = HistoryPlugin()
    service = zeep.Client(wsdl, plugins=[history]).service
    raw, faults = {}, {}

    def call(operation, **arguments):
        reply = getattr(service, operation)(auth=authentication(), **arguments)
        raw[operation] = zeep.wsdl.utils.etree_to_string(history.last_received["envelope"]).decode()
        return serialize_object(reply, dict)

    def refused(name, operation, auth=None, **arguments):
        try:
            getattr(service, operation)(auth=auth or authentication(), **arguments)
        except zeep.exceptions.Fault as fault:
            faults[name] = {"code": fault.code, "text": fault.message}

    banks = call("getBankList")
    created = call("createTransaction", transaction=transaction(reference))
    credits = {"item": [credit("77700101", 12000.6), credit("77700102", 345)]}
    shared = call(
        "createTransactionMultiCredit",
        transaction=transaction(reference + "-M", credits=credits),
    )
    information = call("getTransactionInformation", transactionID=created["transactionID"])
    not_created = call("createTransaction", transaction=transaction(reference + "-N", bankCode="9007"))
    refused("login", "getBankList", auth=authentication(login="nadie"))
    refused("document", "createTransaction", transaction=transaction(
        reference + "-D", payer=person(documentType="DNI")))
    refused("shared", "createTransactionMultiCredit", transaction=transaction("a|b", credits=credits))
    refused("unknown", "getTransactionInformation", transactionID=7)
    print(json.dumps({
        "banks": banks, "created": created, "shared": shared, "information": information,
        "not_created": not_created, "faults": faults, "raw": raw,
    }, default=str))


main(*sys.argv[1:])
