package io.photosync.check;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Result of one check. */
enum Result {
    @JsonProperty("works")
    WORKS("works"),
    @JsonProperty("does_not_work")
    FAILS("does not work"),
    /** Cannot be decided from here, or is no fault in itself: an operator should look. */
    @JsonProperty("to_be_looked_at")
    UNCLEAR("look at this");

    private final String words;

    Result(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
