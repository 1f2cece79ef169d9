package io.photosync.deadletter;

import io.photosync.ledger.DeadLetterRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * Position of a page's last letter. Unlike an offset it stays valid while letters are added and resolved.
 *
 * @param lastFailure of the page's last letter; {@code key} likewise
 */
public record PageCursor(Instant lastFailure, String key) {
    private static final String SEPARATOR = "|";

    static PageCursor of(DeadLetterRecord letter) {
        return new PageCursor(letter.note().lastAt(), letter.key());
    }

    /** @throws IllegalArgumentException unless the text was made by {@link #text()} */
    public static PageCursor parse(String text) {
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        int end = plain.indexOf(SEPARATOR);
        if (end < 0) {
            throw new IllegalArgumentException("no position: " + text);
        }
        try {
            return new PageCursor(Instant.parse(plain.substring(0, end)), plain.substring(end + 1));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no position: " + text, e);
        }
    }

    /** Opaque text for the client. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((lastFailure + SEPARATOR + key).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the letter is listed after this position. */
    boolean isBefore(DeadLetterRecord letter) {
        int newestFirst = letter.note().lastAt().compareTo(lastFailure);
        return newestFirst < 0 || newestFirst == 0 && letter.key().compareTo(key) > 0;
    }
}
