package io.photosync.ops.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of comma-separated values.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class Csv {
    private static final Pattern TO_BE_QUOTED = Pattern.compile("[\",\r\n]");
    /** Spreadsheets take such a text for a formula, and carry out what a stranger's name may hold. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r]");

    private Csv() {}

    /** @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</a> */
    static String line(List<String> values) {
        return values.stream().map(Csv::value).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String value(String text) {
        String harmless = FORMULA.matcher(text).find() ? "'" + text : text;
        return TO_BE_QUOTED.matcher(harmless).find() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
