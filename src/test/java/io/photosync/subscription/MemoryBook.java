package io.photosync.subscription;

/** Keeps in memory what the service keeps in Kafka; two keepers may share it, as two replicas do. */
final class MemoryBook implements StateBook {
    private volatile KeptStates states = KeptStates.NONE;

    @Override
    public KeptStates kept() {
        return states;
    }

    @Override
    public void keep(KeptStates fresh) {
        states = fresh;
    }
}
