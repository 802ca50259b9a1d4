<?php

// How long PHP's ext-soap takes to decode a document: nanoseconds each, of so many. Usage:
//   php decode.php WSDL DOCUMENT OPERATION COUNT
// The time of a call whose answer is empty, which is not decoded, is taken off.

declare(strict_types=1);

[, $wsdl, $document, $operation, $count] = $argv;

class Decoding extends SoapClient
{
    public string $answer = '';

    public function __doRequest(string $request, string $location, string $action, int $version, bool $oneWay = false): string
    {
        return $this->answer;
    }
}

$client = new Decoding($wsdl, ['cache_wsdl' => WSDL_CACHE_NONE, 'location' => 'http://127.0.0.1/', 'exceptions' => true]);
$parameters = ['auth' => ['login' => 'a', 'tranKey' => 'b', 'seed' => 'c'], 'transactionID' => 1];
$timed = function (string $answer) use ($client, $operation, $parameters, $count): int {
    $client->answer = $answer;
    $began = hrtime(true);
    for ($i = 0; $i < (int) $count; $i++) {
        $client->$operation($parameters);
    }
    return hrtime(true) - $began;
};
$whole = file_get_contents($document);
$timed($whole);
echo intdiv($timed($whole) - $timed(''), (int) $count), "\n";
