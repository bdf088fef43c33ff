/** The rights of a key: its grant, the seal that protects it and the rules for it. */
@NullMarked
package de.lopezitwelt.auth.apikey.grant;

import org.jspecify.annotations.NullMarked;
