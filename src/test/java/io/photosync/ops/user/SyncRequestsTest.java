package io.photosync.ops.user;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.ledger.UnreadLedger;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.user.UserDirectory.UserRef;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A user is not synced on request while the ledger is still being read. */
class SyncRequestsTest {
    /** Without an audit trail: an entry would fail. */
    private final SyncRequests requests =
            new SyncRequests(new ReadyLedger(UnreadLedger.create()), null, null, null, Clock.systemUTC());

    @Test
    void what_cannot_be_done_during_a_start_is_not_in_the_audit_trail() {
        assertThatThrownBy(() -> requests.sync(new UserRef("ann", "ann@contoso.example"), Optional.empty()))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("still being read");
    }
}
