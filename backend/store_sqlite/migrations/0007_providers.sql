-- Payments remember their provider, what it calls the transaction, why it refused, and its own words as they came
-- (provider_data: text by name, JSON). Words of Place to Pay's protocol stand in this file alone: every payment
-- until now was asked of it, and its codes become our own words here, once.

ALTER TABLE payments ADD COLUMN provider TEXT NOT NULL DEFAULT 'default';
ALTER TABLE payments ADD COLUMN transaction_ref TEXT;
ALTER TABLE payments ADD COLUMN refusal TEXT CHECK (refusal IN (
    'limit_exceeded', 'bank_unreachable', 'misconfigured', 'other'));
ALTER TABLE payments ADD COLUMN provider_data TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(provider_data));

-- json_patch leaves out what is null.
UPDATE payments SET
    transaction_ref = CAST(transaction_id AS TEXT),
    refusal = CASE
        WHEN state <> 'refused' THEN NULL
        WHEN return_code = 'FAIL_EXCEEDEDLIMIT' THEN 'limit_exceeded'
        WHEN return_code = 'FAIL_BANKUNREACHEABLE' THEN 'bank_unreachable'
        WHEN return_code IN (
            'FAIL_ENTITYNOTEXISTSORDISABLED', 'FAIL_SERVICENOTEXISTS', 'FAIL_CANNOTGETCURRENTCYCLE',
            'FAIL_ACCESSDENIED', 'FAIL_DESCRIPTIONNOTFOUND', 'FAIL_INVALIDSOLICITDATE') THEN 'misconfigured'
        WHEN return_code IS NOT NULL THEN 'other'
        -- A refusal without a code but with words was a SOAP fault.
        WHEN reason_text IS NOT NULL THEN 'misconfigured'
        -- Neither: nothing was sent.
        ELSE NULL
    END,
    provider_data = json_patch('{}', json_object(
        'session_id', session_id,
        'return_code', return_code,
        'response_code', CAST(response_code AS TEXT),
        'transaction_state', transaction_state));

ALTER TABLE payments DROP COLUMN transaction_id;
ALTER TABLE payments DROP COLUMN session_id;
ALTER TABLE payments DROP COLUMN return_code;
ALTER TABLE payments DROP COLUMN response_code;
ALTER TABLE payments DROP COLUMN transaction_state;

ALTER TABLE payment_history ADD COLUMN provider_data TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(provider_data));

UPDATE payment_history SET provider_data = json_patch('{}', json_object(
    'return_code', return_code, 'transaction_state', transaction_state))
WHERE return_code IS NOT NULL OR transaction_state IS NOT NULL;

ALTER TABLE payment_history DROP COLUMN return_code;
ALTER TABLE payment_history DROP COLUMN transaction_state;

-- A list of another provider has other codes.
ALTER TABLE bank_lists ADD COLUMN provider TEXT NOT NULL DEFAULT 'default';
