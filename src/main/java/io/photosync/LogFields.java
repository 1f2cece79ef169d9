package io.photosync;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Gives the {@code key=%s} pairs of a log message as fields of its record, which the JSON format shows under {@code
 * mdc}. Keys are read from the format alone, never from what fills it: what a message quotes cannot pose as a field.
 */
final class LogFields {
    /**
     * A format's next argument, and the key that it stands behind, if any. Positions such as {@code %1$s} are not used
     * in this code.
     */
    private static final Pattern ARGUMENT =
            Pattern.compile("(?:\\b([a-z][A-Za-z]*)=)?%([-#+ 0,(]*\\d*(?:\\.\\d+)?[a-zA-Z%])");

    private LogFields() {}

    static void put(ExtLogRecord line) {
        Object[] arguments = line.getParameters();
        if (line.getFormatStyle() != ExtLogRecord.FormatStyle.PRINTF
                || arguments == null
                || line.getMessage() == null) {
            return;
        }
        Matcher format = ARGUMENT.matcher(line.getMessage());
        for (int next = 0; next < arguments.length && format.find(); ) {
            String conversion = format.group(2);
            if (conversion.endsWith("%") || conversion.endsWith("n")) {
                continue;
            }
            if (format.group(1) != null) {
                line.putMdc(format.group(1), OneLine.of(String.valueOf(arguments[next])));
            }
            next++;
        }
    }
}
