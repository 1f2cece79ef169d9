package io.photosync.budget;

import io.photosync.call.MicrosoftService;
import io.photosync.call.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Limits and waiting requests of one service, as this replica knows them.
 *
 * @param stoppedUntil end of the pause that the service asked for
 * @param waiting number of requests waiting for a permit, by priority; priorities without any are absent
 */
public record BudgetState(
        MicrosoftService service,
        List<AccountState> accounts,
        Optional<Instant> stoppedUntil,
        Map<Priority, Integer> waiting) {

    public BudgetState {
        accounts = List.copyOf(accounts);
        waiting = Map.copyOf(waiting);
    }

    /**
     * @param limit this replica's share
     * @param used in the window that ends now
     */
    public record AccountState(String name, long limit, long used, Duration window) {}
}
