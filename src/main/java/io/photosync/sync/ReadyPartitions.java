package io.photosync.sync;

/** Which partitions' users may be worked on. */
@FunctionalInterface
interface ReadyPartitions {
    boolean ready(int partition);
}
