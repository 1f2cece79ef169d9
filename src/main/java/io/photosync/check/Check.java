package io.photosync.check;

import io.photosync.budget.CallFailed;

/** One thing that is looked at. */
interface Check {
    String name();

    /** @throws CallFailed where Microsoft's answer says it all: told in its words, with {@link Advice} */
    Line look() throws CallFailed, InterruptedException;
}
