@NullMarked
package de.lopezitwelt.chat.sql;

import org.jspecify.annotations.NullMarked;
