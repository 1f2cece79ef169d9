/**
 * Inputs that nobody meant to send, against all that reads what others wrote.
 *
 * <p>{@link io.photosync.fuzz.FuzzTest} is part of {@code verify}: inputs that were found once, then seeded mutations, the same in
 * every run. {@link io.photosync.fuzz.FuzzRun} is the profile {@code fuzz}: Jazzer, led by coverage, for as long as one likes. What a
 * reader may answer, and how much it may take, is stated with each reader's {@code *Fuzz} class.
 */
package io.photosync.fuzz;
