package io.photosync.ops.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class Csv {
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");
    /** Spreadsheets evaluate such a value as a formula, and a display name may be chosen by an attacker. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r]");

    private Csv() {}

    /** @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a> */
    public static String line(List<String> values) {
        return values.stream().map(Csv::value).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String value(String text) {
        String harmless = FORMULA.matcher(text).find() ? "'" + text : text;
        return NEEDS_QUOTES.matcher(harmless).find() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
