import { Module } from '@nestjs/common';
import { BudgetAllocationsController } from '../budget-allocations/budget-allocations.controller.js';
import { BudgetAllocationsQuery } from '../budget-allocations/budget-allocations.query.js';
import { BudgetAllocationsService } from '../budget-allocations/budget-allocations.service.js';
import { BudgetLinesController } from '../budget-lines/budget-lines.controller.js';
import { BudgetLinesQuery } from '../budget-lines/budget-lines.query.js';
import { BudgetLinesService } from '../budget-lines/budget-lines.service.js';
import { BudgetTransfersController } from '../budget-transfers/budget-transfers.controller.js';
import { BudgetTransfersQuery } from '../budget-transfers/budget-transfers.query.js';
import { BudgetTransfersService } from '../budget-transfers/budget-transfers.service.js';
import { BudgetBooks } from './budget-books.service.js';
import { BudgetController } from './budget.controller.js';
import { BudgetQuery } from './budget.query.js';

/** Lines, what activities are given of them, and transfers: one set of books. */
@Module({
  controllers: [BudgetController, BudgetLinesController, BudgetAllocationsController, BudgetTransfersController],
  providers: [
    BudgetBooks,
    BudgetQuery,
    ...[BudgetLinesService, BudgetLinesQuery],
    ...[BudgetAllocationsService, BudgetAllocationsQuery],
    ...[BudgetTransfersService, BudgetTransfersQuery],
  ],
})
export class BudgetModule {}
