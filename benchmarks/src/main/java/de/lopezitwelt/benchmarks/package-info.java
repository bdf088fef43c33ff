/** Load against a running platform, each figure beside a baseline measured in the same run. */
@NullMarked
package de.lopezitwelt.benchmarks;

import org.jspecify.annotations.NullMarked;
