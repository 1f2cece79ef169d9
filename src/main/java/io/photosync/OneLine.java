package io.photosync;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Keeps each log message on one line, and gives its fields to the JSON format. Operators' reasons, Microsoft's error
 * texts and strangers' words end up in messages; a line break in them, or what a terminal takes for a command, would
 * make lines that nobody of ours has written. Whatever the message is made of, and whichever class writes it.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {
    /**
     * Control characters, invisible ones that turn the direction of writing, and Unicode's own line and paragraph
     * separators.
     */
    private static final Pattern FORGING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    private static final ExtFormatter MESSAGES = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord record) {
        if (record instanceof ExtLogRecord ours) {
            LogFields.put(ours);
            String message = MESSAGES.formatMessage(ours);
            if (message != null && FORGING.matcher(message).find()) {
                ours.setMessage(of(message), ExtLogRecord.FormatStyle.NO_FORMAT);
            }
        }
        return true;
    }

    static String of(String message) {
        return FORGING.matcher(message).replaceAll(" ");
    }
}
