package de.lopezitwelt.auth.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** What passwords must satisfy and what hashing them may cost. */
@ConfigMapping(prefix = "lopez.auth.password")
public interface PasswordConfig {
    /** Fewest characters of a new password (NIST SP 800-63B-4: 15 as single factor, 8 beside a second one). */
    @WithDefault("15")
    int minimumLength();

    /** Most characters of a new password. */
    @WithDefault("256")
    int maximumLength();

    /** bcrypt cost: each step doubles the time; stored hashes of another cost are renewed at the next login. */
    @WithDefault("12")
    int cost();

    /** Threads that check passwords; by default one per core. Half as many more hash those that people choose. */
    OptionalInt hashingThreads();

    /** Passwords that may wait for a thread; beyond it callers get 503 with {@code Retry-After}. */
    @WithDefault("64")
    int hashingQueue();

    /** The same for passwords that people choose: registering, changing, resetting. */
    @WithDefault("32")
    int choosingQueue();
}
