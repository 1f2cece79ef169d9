package io.photosync.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long tests wait for what has to happen. What takes a second on a quiet machine may take ten beside other builds, so that a
 * wait's end is no measurement: it is long, and the same everywhere. A test says {@code atMost} only where the bound is its rule, or
 * where much has to happen.
 */
public final class Patience {
    /** Shorter than the first step of the retries (PT1M), so that no retry stands in for what should have happened without one. */
    public static final Duration LONG = Duration.ofSeconds(55);

    private Patience() {}

    public static ConditionFactory await() {
        return Awaitility.await().atMost(LONG);
    }

    /** @param what is waited for; told when it did not come */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(LONG);
    }
}
