package io.photosync.ops;

import io.restassured.response.ValidatableResponse;

/** An operator's requests about dead letters. */
final class LetterRequests {
    static final String PATH = "/ops/api/dead-letters";

    private final OpsClient caller;

    LetterRequests(OpsClient caller) {
        this.caller = caller;
    }

    ValidatableResponse replay(String body) {
        return post("/replay", body);
    }

    ValidatableResponse discard(String body) {
        return post("/discard", body);
    }

    ValidatableResponse post(String action, String body) {
        return caller.operator()
                .contentType("application/json")
                .body(body)
                .post(PATH + action)
                .then();
    }

    /** A body that names one letter. */
    static String named(String name) {
        return "{\"users\":[\"%s\"],\"reason\":\"the cause is gone\"}".formatted(name);
    }
}
