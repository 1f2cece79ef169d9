/**
 * The operators' pages under {@code /ops}: what is in step, what failed and why, and how to put it right.
 *
 * <p>In: requests of a browser whose user has signed in; role {@code PhotoSync.Viewer} may look, {@code
 * PhotoSync.Operator} may act. Out: HTML that works without script, and CSV.
 *
 * <p>Decided: pages call the beans behind the API and never the API. What changes something is a form with a token of
 * its session, and asks for a reason.
 */
package io.photosync.ops.console;
