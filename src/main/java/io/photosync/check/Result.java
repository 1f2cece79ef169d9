package io.photosync.check;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How one thing stands. */
enum Result {
    @JsonProperty("works")
    WORKS("works"),
    @JsonProperty("does_not_work")
    FAILS("does not work"),
    /** Cannot be told from here, or is no fault by itself: somebody should look. */
    @JsonProperty("to_be_looked_at")
    UNTOLD("look at this");

    private final String words;

    Result(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
