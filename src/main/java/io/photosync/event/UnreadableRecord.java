package io.photosync.event;

/**
 * A record whose value is not of its topic's type. The message names the expected shape and what was wrong, on one line
 * of bounded length: it may repeat the record's content.
 */
public final class UnreadableRecord extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableRecord(String message, Throwable cause) {
        super(
                FailureNote.shortened(
                        message.lines().findFirst().orElse("no reason given"), FailureNote.LONGEST_DETAIL),
                cause);
    }
}
