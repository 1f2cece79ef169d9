package io.photosync.subscription;

import io.photosync.graph.GraphSubscription;
import java.util.Set;

/** The next step for the subscription. */
sealed interface ReconcileStep {

    /** None is desired. */
    record Absent() implements ReconcileStep {}

    /** There is none. */
    record Create() implements ReconcileStep {}

    /**
     * There is one that cannot be corrected: no request changes a client state or a lifecycle URL. If only its
     * notification URL were changed, it would go on sending its client state to its lifecycle URL, as long as it is
     * renewed.
     *
     * @param changeTypes of the new subscription, so that both can exist until the old one is deleted
     */
    record Replace(GraphSubscription old, Set<String> changeTypes) implements ReconcileStep {}

    /** A third of its lifetime is over; renewal includes reauthorization. */
    record Renew(GraphSubscription current) implements ReconcileStep {}

    /** Graph requested it, and the expiry is far away. */
    record Reauthorize(GraphSubscription current) implements ReconcileStep {}

    record Nothing(GraphSubscription current) implements ReconcileStep {}
}
