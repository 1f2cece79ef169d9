/**
 * Removes photos from SharePoint only after a second answer "no photo", and holds mass removals back until an operator
 * decides.
 *
 * <p>In: candidates from hints and the sweep, and operators' decisions. Out: removal events.
 *
 * <p>Decided: the guard counts first answers, so that an incident at Microsoft's shows before anything is removed. A
 * decision stays in {@link io.photosync.removal.RemovalState} until all users that it covers have been found and
 * processed, by this leader or the next. {@link io.photosync.removal.RemovalTask} says what a turn does.
 */
package io.photosync.removal;
