package io.photosync.check;

import io.photosync.call.MicrosoftCallException;

/** One thing that is looked at. */
interface Check {
    String name();

    /** @throws MicrosoftCallException where Microsoft's answer says it all: told in its words, with {@link Advice} */
    Line look() throws MicrosoftCallException, InterruptedException;
}
