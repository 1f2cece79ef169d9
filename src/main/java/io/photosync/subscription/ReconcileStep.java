package io.photosync.subscription;

import io.photosync.graph.GraphSubscription;
import java.util.Set;

/** What is to be done about the subscription. */
sealed interface ReconcileStep {

    /** None is wanted. */
    record Absent() implements ReconcileStep {}

    /** There is none. */
    record Create() implements ReconcileStep {}

    /**
     * There is one that cannot be made right: no request changes a client state or a lifecycle URL. One whose notification URL alone was
     * moved would go on sending its client state to wherever the lifecycle URL leads, for as long as it is renewed.
     *
     * @param changeTypes with which another one can stand beside it, until it is deleted
     */
    record Replace(GraphSubscription old, Set<String> changeTypes) implements ReconcileStep {}

    /** A third of its life is over; reauthorizes as well. */
    record Renew(GraphSubscription current) implements ReconcileStep {}

    /** Graph asked for it, and the end is far away. */
    record Reauthorize(GraphSubscription current) implements ReconcileStep {}

    record Nothing(GraphSubscription current) implements ReconcileStep {}
}
