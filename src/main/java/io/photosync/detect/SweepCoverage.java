package io.photosync.detect;

/** What the sweep detects anyway, so that a hint may be dropped. */
public interface SweepCoverage {

    /** Whether there is a sweep: without one only hints lead to a change. */
    boolean enabled();

    /** Whether the first pass over the tenant has not ended yet. */
    boolean firstPass();
}
