package io.photosync.check;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Compares this machine's clock with Microsoft's: Entra rejects assertions with a wrong time. */
final class ClockLine implements Check {
    private static final Duration MAX_DIFFERENCE = Duration.ofMinutes(4);
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
    public Line run() throws InterruptedException {
        Optional<Instant> microsofts;
        try {
            microsofts = Entra.date(entra.get(entra.configuration()));
        } catch (IOException e) {
            microsofts = Optional.empty();
        }
        if (microsofts.isEmpty()) {
            return Line.unclear(name(), "Microsoft sent no time", "See the line about the way to Microsoft.");
        }
        Duration ahead = Duration.between(microsofts.get(), tenant.clock.instant());
        String says =
                "%d s %s Microsoft's".formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of");
        if (ahead.abs().compareTo(MAX_DIFFERENCE) > 0) {
            return Line.fails(
                    name(), says, "Set the clock of this machine (NTP): Entra rejects assertions with a wrong time.");
        }
        return ahead.abs().compareTo(NOTICEABLE) > 0
                ? Line.unclear(name(), says, "Set the clock of this machine (NTP).")
                : Line.works(name(), says);
    }
}
