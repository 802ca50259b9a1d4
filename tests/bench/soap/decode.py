"""How long zeep takes to decode a document: nanoseconds each, of so many.

Usage: python decode.py WSDL DOCUMENT OPERATION COUNT
"""

import sys
import time

import requests
import zeep

wsdl, document, name, count = sys.argv[1:]
client = zeep.Client(wsdl)
operation = client.service._binding.get(name)
with open(document, "rb") as file:
    whole = file.read()


def answer():
    response = requests.Response()
    response.status_code = 200
    response.headers["Content-Type"] = "text/xml; charset=utf-8"
    response.encoding = "utf-8"
    response._content = whole
    return response


def decode(times):
    responses = [answer() for _ in range(times)]
    began = time.perf_counter_ns()
    for response in responses:
        client.service._binding.process_reply(client, operation, response)
    return time.perf_counter_ns() - began


decode(10)
print(decode(int(count)) // int(count))
