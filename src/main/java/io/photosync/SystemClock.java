package io.photosync;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one source of time: what is compared within the process, and what is written for others. */
final class SystemClock {
    @Produces
    @Singleton
    static Clock clock() {
        return new SteadyClock(Clock.systemUTC(), System::nanoTime);
    }
}
