package io.photosync.sync;

/** Learns how many partitions this replica owns. */
@FunctionalInterface
interface OwnershipListener {
    void ownedPartitions(int count);
}
