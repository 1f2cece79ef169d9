package io.photosync.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * Where a page ended: at that letter. It stays good while letters come and go, which an offset would not.
 *
 * @param lastFailure of the page's last letter; {@code key} likewise
 */
public record PageCursor(Instant lastFailure, String key) {
    private static final String SEPARATOR = "|";

    static PageCursor of(OpenDeadLetter openDeadLetter) {
        return new PageCursor(openDeadLetter.note().lastAt(), openDeadLetter.key());
    }

    /** @throws IllegalArgumentException when the text is not one of {@link #text()} */
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

    /** For the caller, who brings it back unread. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((lastFailure + SEPARATOR + key).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the letter comes after this place in the list. */
    boolean isBefore(OpenDeadLetter openDeadLetter) {
        int newestFirst = openDeadLetter.note().lastAt().compareTo(lastFailure);
        return newestFirst < 0 || newestFirst == 0 && openDeadLetter.key().compareTo(key) > 0;
    }
}
