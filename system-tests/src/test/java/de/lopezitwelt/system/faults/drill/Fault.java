package de.lopezitwelt.system.faults.drill;

import java.time.Duration;

/** One thing that goes wrong. */
sealed interface Fault {
    /** A process dies without a chance to tidy up, and comes back after a while. */
    record Kill(String process, Duration away) implements Fault {}

    /** A process stands still, as on a machine that swaps or a virtual machine that moves, and goes on as if nothing had been. */
    record Freeze(String process, Duration time) implements Fault {}

    /** Every connection of the services to MySQL breaks. */
    record Cut() implements Fault {}

    /** The second instance of analytics joins or leaves the consumer groups. */
    record Rebalance() implements Fault {}
}
