# SPDX-License-Identifier: Apache-2.0
"""What a user goes through: each flow knows the pages it shows and the adapters it needs.

Part of the composition root: `app` makes the flows, and only here do adapters and widgets meet.
"""
