package io.photosync.ops.console;

import io.photosync.budget.BudgetState.AccountState;
import io.photosync.event.JournalEntry.Decision;
import io.photosync.ledger.Difference.Reason;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How numbers and times stand in the pages before the script puts them into the viewer's zone and language. */
@TemplateExtension
final class Display {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Display() {}

    /** {@code 2026-01-31 08:00:00 UTC}. */
    static String utc(Instant at) {
        return UTC.format(at);
    }

    /** {@code 12,430}; the script writes it as the viewer's language does. */
    static RawString grouped(Number number) {
        return new RawString("<data value=\"%d\">%s</data>".formatted(number.longValue(), text(number)));
    }

    /** {@code 12,430}, inside a sentence. */
    static String text(Number number) {
        return String.format(Locale.ROOT, "%,d", number.longValue());
    }

    /** {@code 1 user}, {@code 12,430 users}. */
    static String users(int count) {
        return text(count) + (count == 1 ? " user" : " users");
    }

    /** {@code 0.4 s}, {@code 40 s}, {@code 12 min}, {@code 3 h}, {@code 5 d}. */
    static String span(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 10 && time.toMillis() % 1000 != 0 && !time.isNegative()) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        if (seconds < 100) {
            return seconds + " s";
        }
        if (seconds < 100 * 60) {
            return Math.round(seconds / 60.0) + " min";
        }
        if (seconds < 48 * 3600) {
            return Math.round(seconds / 3600.0) + " h";
        }
        return Math.round(seconds / 86400.0) + " d";
    }

    /** {@code 12 min ago}, {@code in 3 h}. */
    static String age(Duration since) {
        if (since.isNegative()) {
            return "in " + span(since.negated().truncatedTo(ChronoUnit.SECONDS));
        }
        return since.toSeconds() < 2 ? "just now" : span(since.truncatedTo(ChronoUnit.SECONDS)) + " ago";
    }

    /** Colour of a reason: waiting is never red. */
    static String kind(Reason reason) {
        return switch (reason) {
            case ON_ITS_WAY, NOT_YET, WRITING -> "info";
            case OBSERVE_ONLY, DISCARDED, REMOVAL_PENDING, DRIFTED -> "idle";
            case RETRYING, MASS_CHANGE_HELD, SHARED_FILES, STALE_PICTURE, FILES_KEPT -> "warn";
            case DEAD_LETTERED -> "bad";
        };
    }

    /** Shape of a reason, since colour alone says nothing to many. */
    static String shape(Reason reason) {
        return switch (reason) {
            case ON_ITS_WAY, NOT_YET, REMOVAL_PENDING -> "waiting";
            case WRITING -> "writing";
            case RETRYING, DRIFTED, FILES_KEPT, SHARED_FILES, STALE_PICTURE -> "retrying";
            case MASS_CHANGE_HELD -> "held";
            case DEAD_LETTERED -> "dead";
            case DISCARDED, OBSERVE_ONLY -> "none";
        };
    }

    static String kind(Decision decision) {
        return switch (decision) {
            case SYNCED, UNCHANGED, REMOVED -> "ok";
            case PUBLISHED, RELEASED, REQUESTED -> "info";
            case SUSPECTED, RECHECKED, SKIPPED, REFUSED, DISCARDED -> "idle";
            case HELD, RETRIED, DIFFERED -> "warn";
            case DEAD_LETTERED -> "bad";
        };
    }

    static String shape(Decision decision) {
        return switch (decision) {
            case SYNCED, UNCHANGED, REMOVED -> "ok";
            case PUBLISHED, SUSPECTED, RECHECKED, RELEASED, REQUESTED -> "waiting";
            case RETRIED, DIFFERED -> "retrying";
            case HELD -> "held";
            case SKIPPED, REFUSED, DISCARDED -> "none";
            case DEAD_LETTERED -> "dead";
        };
    }

    /** What an account has left. */
    static long left(AccountState account) {
        return Math.max(0, account.limit() - account.used());
    }

    /** As a part of a path. */
    static String inPath(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String capitalized(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** {@code DEAD_LETTERED} as {@code dead lettered}. */
    static String words(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
