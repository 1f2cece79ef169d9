package io.photosync.check;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** This machine's clock against Microsoft's: Entra takes no proof that seems to be from another time. */
final class ClockLine implements Check {
    private static final Duration TOO_FAR = Duration.ofMinutes(4);
    private static final Duration NOTICEABLE = Duration.ofSeconds(30);

    private final Entra entra;
    private final Tenant tenant;

    ClockLine(Entra entra, Tenant tenant) {
        this.entra = entra;
        this.tenant = tenant;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Line look() throws InterruptedException {
        Optional<Instant> there;
        try {
            there = Entra.date(entra.get(entra.configuration()));
        } catch (IOException e) {
            there = Optional.empty();
        }
        if (there.isEmpty()) {
            return Line.untold(
                    name(), "Microsoft did not say what time it is", "See the line about the way to Microsoft.");
        }
        Duration ahead = Duration.between(there.get(), tenant.clock.instant());
        String says =
                "%d s %s Microsoft's".formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
        if (ahead.abs().compareTo(TOO_FAR) > 0) {
            return Line.fails(
                    name(),
                    says,
                    "Set the clock of this machine (NTP): Entra refuses what was signed at another time.");
        }
        return ahead.abs().compareTo(NOTICEABLE) > 0
                ? Line.untold(name(), says, "Set the clock of this machine (NTP).")
                : Line.works(name(), says);
    }
}
