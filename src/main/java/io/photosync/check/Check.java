package io.photosync.check;

import io.photosync.call.MicrosoftCallException;

/** One check of the report. */
interface Check {
    String name();

    /** @throws MicrosoftCallException becomes a failing line with Microsoft's message and {@link Advice} */
    Line run() throws MicrosoftCallException, InterruptedException;
}
