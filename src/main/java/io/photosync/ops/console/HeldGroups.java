package io.photosync.ops.console;

import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** All kinds of held changes. */
@ApplicationScoped
class HeldGroups {
    private final ReadyLedger ledger;
    private final List<HeldKind> kinds;

    HeldGroups(ReadyLedger ledger, HeldRemovals removals, HeldLeavers leavers, HeldPhotos photos) {
        this.ledger = ledger;
        this.kinds = List.of(removals, leavers, photos);
    }

    /** Removals and leavers always, so that one sees that nothing is held; photos where there are any. */
    List<HeldGroup> all() {
        ledger.get();
        return kinds.stream().map(HeldKind::groups).flatMap(List::stream).toList();
    }

    /** @throws ApiException 404 for a group that does not exist or is not held any more */
    HeldGroup find(String key) {
        return all().stream()
                .filter(group -> group.key().equals(key))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("nothing is held as " + key));
    }
}
