package de.lopezitwelt.chat.title;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Titles that a model makes. */
@ConfigMapping(prefix = "lopez.chat.titles")
public interface TitleConfig {
    /** Catalog name of the model that makes titles; without one, sessions keep their first words. */
    Optional<String> model();

    /** Titles that one instance makes at the same time. */
    @WithDefault("4")
    int concurrent();

    /** Sessions of one instance that wait for a title; beyond that they keep their first words. */
    @WithDefault("200")
    int waiting();

    /** Longest wait for a title. */
    @WithDefault("30s")
    Duration timeout();

    /** Most tokens of an answer; leaves room for models that reason before they answer. */
    @WithDefault("64")
    int maxOutputTokens();
}
