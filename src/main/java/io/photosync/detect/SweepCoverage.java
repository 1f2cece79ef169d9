package io.photosync.detect;

/** What the sweep will find by itself, so that a hint need not be followed. */
public interface SweepCoverage {

    /** Whether there is a sweep: without one nobody else finds what a hint names. */
    boolean enabled();

    /** Whether the first pass over the tenant has not ended yet. */
    boolean firstPass();
}
