/** Load against a running platform, each figure beside a baseline that the same run measures. */
@NullMarked
package de.lopezitwelt.benchmarks;

import org.jspecify.annotations.NullMarked;
